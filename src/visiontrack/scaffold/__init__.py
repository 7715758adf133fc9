"""What the tool writes for people to fill in: new folders, new files, new entries, commented in their language."""
