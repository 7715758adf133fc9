"""Open data: the folder as tidy tables that anybody may have, and the forms they are handed out in."""
