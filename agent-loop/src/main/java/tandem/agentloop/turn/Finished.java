package tandem.agentloop.turn;

/// The conversation is over.
record Finished(Ground ground) implements TurnState {

    @Override
    public Step on(TurnEvent event) {
        return Step.to(this);
    }
}
