// Hands a file that came from the server to the browser's downloads. Nothing of it is kept on the server.
watch("value", () => {
  const { name, type, content, failure } = props.value || {};
  if (failure) return void alert(failure);
  if (!content) return;
  const bytes = Uint8Array.from(atob(content), (one) => one.charCodeAt(0));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
});
