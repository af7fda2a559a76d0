package tandem.sippscenarios.load;

import java.util.random.RandomGenerator;

/// What a light caller does. The weights say how often, of all weights together.
enum CallPattern {
    /// Talks, listens, hangs up.
    TALK(40),
    /// Keys digits while the agent speaks, then hangs up.
    KEYS(20),
    /// Gives up before, or just when, the call is answered.
    CANCEL(15),
    /// Hangs up as soon as it is answered.
    BRIEF(10),
    /// Says nothing, but is there.
    SILENT(10),
    /// Never sends a packet of audio.
    MUTE(5);

    private final int weight;

    CallPattern(int weight) {
        this.weight = weight;
    }

    static CallPattern draw(RandomGenerator random) {
        int all = 0;
        for (CallPattern pattern : values()) {
            all += pattern.weight;
        }
        int drawn = random.nextInt(all);
        for (CallPattern pattern : values()) {
            drawn -= pattern.weight;
            if (drawn < 0) {
                return pattern;
            }
        }
        throw new IllegalStateException("weights add up");
    }
}
