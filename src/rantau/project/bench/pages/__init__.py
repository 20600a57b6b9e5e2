"""Every page that a role can reach by its links, looked at in a browser (`rantau bench pages`)."""
