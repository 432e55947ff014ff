"""Word documents: headings, paragraphs, tables and footnotes as records, and the writer that turns them into a file."""
