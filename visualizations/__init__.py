"""How a document is shown: words, text, HTML, pictures, files. Pictures and files are in `registry`."""
