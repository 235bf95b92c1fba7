"""Places: a gazetteer that answers with candidates, never with one silent pick."""
