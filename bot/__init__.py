"""A chatbot that explains job, occupation and career, and guides people to see which one they have."""
