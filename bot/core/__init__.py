"""The pure core: no file, clock, network, randomness, log or event loop; nothing of ours from outside."""
