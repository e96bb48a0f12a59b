"""Where talks, profiles and replies on their way are kept: one port, several stores."""
