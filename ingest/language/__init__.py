"""Word lists of English reporting, as data files; ``lexicon`` reads them."""
