"""What git knows: two states of the data compared, honesty over time, merging, and which commit changed a line."""
