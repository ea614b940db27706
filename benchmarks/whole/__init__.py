"""The whole way as a user goes it: files, commands, stores; beside what a plain script would do."""
