package tandem.agentloop.provider.pocketsphinx;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The acoustic model's feature parameters with the cepstral mean of telephone speech as the prior.
/// The model's own is that of a wide-band microphone, with which the first words of a call are
/// misheard about twice as often.
///
/// Immutable: no state.
final class TelephoneFeatures {

    private static final Pattern PRIOR = Pattern.compile("(?m)^-cmninit +(\\S+) *$");

    private static final String TELEPHONE =
            "43.29,1.32,-11.44,21.52,-7.98,-4.62,6.31,-20.03,1.67,-9.87,0.37,0.80,-10.18";

    private TelephoneFeatures() {}

    /// @param features the model's `feat.params`
    static String of(String features) {
        Matcher prior = PRIOR.matcher(features);
        String line = "-cmninit " + TELEPHONE;
        return prior.find()
                ? prior.replaceAll(line)
                : features.stripTrailing() + "\n" + line + "\n";
    }

    static float[] prior(String features) {
        Matcher found = PRIOR.matcher(features);
        if (!found.find()) {
            throw new IllegalArgumentException("no -cmninit among the feature parameters");
        }
        String[] values = found.group(1).split(",");
        float[] prior = new float[values.length];
        for (int n = 0; n < prior.length; n++) {
            prior[n] = Float.parseFloat(values[n]);
        }
        return prior;
    }
}
