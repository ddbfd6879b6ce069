"""The commands, a file for each group of them. They import nothing heavy before they run."""
