"""Lists over the whole book: deals, companies and investors, filtered, sorted, limited; what is left out is counted."""
