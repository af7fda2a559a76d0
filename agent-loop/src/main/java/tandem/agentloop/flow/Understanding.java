package tandem.agentloop.flow;

/// What an utterance seems to want.
sealed interface Understanding {

    /// Sure enough to do it.
    record Certain(Flow.Intent intent) implements Understanding {
        @Override
        public String toString() {
            return "Certain " + intent.name();
        }
    }

    /// Probable: worth a question.
    record Likely(Flow.Intent intent) implements Understanding {
        @Override
        public String toString() {
            return "Likely " + intent.name();
        }
    }

    /// One of two.
    record Either(Flow.Intent first, Flow.Intent second) implements Understanding {
        @Override
        public String toString() {
            return "Either " + first.name() + " or " + second.name();
        }
    }

    /// Words of another subject.
    record OutOfScope() implements Understanding {}

    /// No words, or nothing that makes sense.
    record NotUnderstood() implements Understanding {}
}
