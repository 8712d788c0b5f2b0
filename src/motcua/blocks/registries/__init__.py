"""National registers of people and civil status. None is connected yet; the ports say what is asked."""
