"""From bytes to a reading: originals, text, sentences, extraction. Knows the graph's types and nothing else."""
