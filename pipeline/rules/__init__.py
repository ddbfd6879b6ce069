"""What a change of the rules can touch: documents that it cannot touch are not extracted again."""
