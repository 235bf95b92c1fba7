"""What goes in and comes out over HTTP, a file for each kind of thing."""

from .subgraphs import subgraph_json as subgraph_json
