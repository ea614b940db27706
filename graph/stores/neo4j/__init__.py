"""The store on a Neo4j server, and its picture for Cypher readers."""
