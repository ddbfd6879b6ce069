"""Text as the rules read it: pages ready to be asked, sentences, lines, cue words, phrases, quotations."""
