"""An evaluator written from the contract alone, and random cities to hold the product against it."""
