"""The console: what leaders and administrators look at. Figures first, configuration later."""
