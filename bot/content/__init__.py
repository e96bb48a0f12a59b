"""Authors' files turned into proven core values: schema, loader, checks, evaluation."""
