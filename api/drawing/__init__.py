"""Parts of the layout: forces, overlaps, faults and packing. Numbers only; nothing here knows what a node is."""
