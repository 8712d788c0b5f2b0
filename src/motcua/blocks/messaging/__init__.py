"""Messages to people: kept in the product, sent on channels, each delivery with its outcome."""
