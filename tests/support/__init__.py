"""What several tests share: a small sound data folder, and the program run as a user runs it."""
