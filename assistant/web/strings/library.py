"""The words of the library and of the line above the question that says which reports are searched."""

from collections.abc import Mapping
from dataclasses import dataclass

from vectorstore.records import HeadingKind


@dataclass(frozen=True, slots=True)
class LibraryStrings:
    """Names in braces are filled in by ``str.format``."""

    tab: str
    lead: str
    drop: str
    choose: str
    kinds: str
    sending: str
    busy: str
    too_large: str
    not_sent: str
    states: Mapping[str, str]
    progress: str
    share: str
    hide: str
    kept_before: str
    empty: str
    search_all: str
    search_some: str
    search: str
    search_one: str
    report: str
    place: str
    date: str
    length: str
    passages: str
    figures: str
    actions: str
    characters: str
    pages: str
    unknown: str
    alike: str
    outline: str
    outline_hide: str
    outline_found: str
    headings: Mapping[HeadingKind, str]
    heading_count: str
    row_count: str
    no_outline: str
    open_reader: str
    rename: str
    rename_label: str
    renamed: str
    save: str
    cancel: str
    renew: str
    renewed: str
    not_renewed: str
    remove: str
    removed: str
    undo: str
    restored: str
    restored_as: str
    already_there: str
    bin: str
    bin_note: str
    restore: str
    removed_at: str
    gone: str
    only: str
    only_many: str
    some_gone: str
    all_gone: str
    everything: str


ZH = LibraryStrings(
    tab="资料库",
    lead="所有回答只依据这里的报告。导入后即可提问；原文件不作任何改动。",
    drop="把报告拖到这里，可一次多份",
    choose="选择文件",
    kinds="支持 .txt .md .docx .pdf（须有文字层）.html，单个文件不超过 {limit} MB",
    sending="正在上传",
    busy="正在导入，完成后可继续添加",
    too_large="文件有 {size} MB，超过 {limit} MB 的上限，没有上传。请删去图片或拆分后再试。",
    not_sent="没有传到服务器，请检查网络后重新上传。",
    states={
        "waiting": "等待",
        "reading": "读取",
        "embedding": "建立索引",
        "added": "已导入",
        "replaced": "已更新",
        "unchanged": "没有变化",
        "duplicate": "重复，没有导入",
        "failed": "没有导入",
    },
    progress="导入进度",
    share="建立索引 {percent}%",
    hide="收起",
    kept_before="同名旧版本已移到“最近移除”，可以恢复。",
    empty="资料库里还没有报告。请在上面添加，导入后即可提问。",
    search_all="提问时检索全部 {count} 份报告。勾选若干份，可只在其中检索。",
    search_some="提问时只检索所选 {count} 份报告（仅对您当前的页面有效）。",
    search="检索",
    search_one="提问时检索：{title}",
    report="报告",
    place="地区",
    date="日期",
    length="篇幅",
    passages="段落",
    figures="数字",
    actions="操作",
    characters="{count} 字",
    pages="{count} 页",
    unknown="—",
    alike="与“{name}”内容几乎相同，同一数字会找到两处，建议只保留一份。",
    outline="识别结果",
    outline_hide="收起结果",
    outline_found="识别出的结构",
    headings={
        "title": "标题",
        "part": "部分",
        "section": "节",
        "topic": "段首主题句",
        "item": "分项",
        "annex": "附表",
    },
    heading_count="{name} {count}",
    row_count="表格 {count} 行",
    no_outline="没有识别出标题，引用时只能指到全文。",
    open_reader="打开原文",
    rename="改名",
    rename_label="新的文件名",
    renamed="已改名为“{name}”。",
    save="保存",
    cancel="取消",
    renew="重新解析",
    renewed="已按当前版本重新解析“{name}”。",
    not_renewed="“{name}”重新解析后没有变化。",
    remove="移除",
    removed="已移除《{title}》。",
    undo="撤销",
    restored="已恢复《{title}》。",
    restored_as="已恢复《{title}》；原来的文件名已被占用，现名“{name}”。",
    already_there="《{title}》已在资料库中，无需恢复。",
    bin="最近移除（{count}）",
    bin_note="移除或被新版本替换的报告在这里保留 30 天。",
    restore="恢复",
    removed_at="{date} 移除",
    gone="这份报告已不在资料库中，可能刚被别人移除。",
    only="只检索：",
    only_many="只检索 {count} 份报告：",
    some_gone="（所选的另有 {count} 份已移除）",
    all_gone="所选的报告都已移除，请重新选择。",
    everything="改回全部报告",
)

EN = LibraryStrings(
    tab="Library",
    lead="Every answer rests on the reports in this list alone. A report can be asked as soon as it is added.",
    drop="Drop reports here, several at once if you like",
    choose="Choose files",
    kinds=".txt, .md, .docx, .pdf (with a text layer) and .html, up to {limit} MB each",
    sending="Uploading",
    busy="Adding reports; more can be added when this is done",
    too_large="This file has {size} MB, more than the limit of {limit} MB, and was not uploaded."
    " Remove pictures or split it.",
    not_sent="The file did not reach the server. Check the connection and try again.",
    states={
        "waiting": "Waiting",
        "reading": "Reading",
        "embedding": "Indexing",
        "added": "Added",
        "replaced": "Updated",
        "unchanged": "No change",
        "duplicate": "Duplicate, not added",
        "failed": "Not added",
    },
    progress="Progress",
    share="Indexing {percent}%",
    hide="Hide",
    kept_before="The former version of that name is under “Recently removed” and can be restored.",
    empty="There are no reports yet. Add one above, then ask.",
    search_all="Reports searched: all ({count}). Tick some to search only those.",
    search_some="Questions search only the {count} reports you ticked (on this page of yours alone).",
    search="Search",
    search_one="Search when asking: {title}",
    report="Report",
    place="Place",
    date="Date",
    length="Length",
    passages="Passages",
    figures="Figures",
    actions="Actions",
    characters="{count} characters",
    pages="{count} pages",
    unknown="—",
    alike="Almost the same as “{name}”: every figure would be found twice. Keep only one of them.",
    outline="What was found",
    outline_hide="Hide the outline",
    outline_found="Structure found",
    headings={
        "title": "title",
        "part": "parts",
        "section": "sections",
        "topic": "topic sentences",
        "item": "items",
        "annex": "annexes",
    },
    heading_count="{count} {name}",
    row_count="{count} table rows",
    no_outline="No headings were found; citations can only point to the whole text.",
    open_reader="Open text",
    rename="Rename",
    rename_label="New file name",
    renamed="Renamed to “{name}”.",
    save="Save",
    cancel="Cancel",
    renew="Parse again",
    renewed="“{name}” was parsed again by the present version.",
    not_renewed="“{name}” is the same after parsing it again.",
    remove="Remove",
    removed="“{title}” was removed.",
    undo="Undo",
    restored="“{title}” was restored.",
    restored_as="“{title}” was restored; its file name was taken, it is now “{name}”.",
    already_there="“{title}” is in the library already.",
    bin="Recently removed ({count})",
    bin_note="Reports that were removed or replaced by a newer version are kept here for 30 days.",
    restore="Restore",
    removed_at="removed {date}",
    gone="This report is no longer in the library; somebody may just have removed it.",
    only="Searching only: ",
    only_many="Searching only {count} reports: ",
    some_gone=" ({count} more that you ticked were removed)",
    all_gone="All the reports you ticked were removed. Please choose again.",
    everything="Search all reports",
)
