"""One module a report: pure functions from a book to a document that no format has touched yet."""
