package tandem.app;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import tandem.agentloop.LanguageModel;
import tandem.agentloop.Synthesizer;
import tandem.agentloop.Tool;
import tandem.agentloop.audio.DspPool;
import tandem.agentloop.flow.Flow;
import tandem.agentloop.flow.FlowEngine;
import tandem.agentloop.provider.espeak.EspeakSettings;
import tandem.agentloop.provider.espeak.EspeakSynthesizer;
import tandem.agentloop.provider.flite.FliteSettings;
import tandem.agentloop.provider.flite.FliteSynthesizer;
import tandem.agentloop.provider.pocketsphinx.PocketsphinxRecognizer;
import tandem.agentloop.speechspace.SpeechSpace;
import tandem.agentloop.voice.VoiceAgent;
import tandem.callcontrol.CallJournal;
import tandem.callcontrol.Calls;
import tandem.callmodel.Language;
import tandem.callmodel.time.Time;
import tandem.console.HttpEndpoint;
import tandem.console.HttpSettings;
import tandem.crmconnectors.DemoShop;
import tandem.humanhandoff.CallBackList;
import tandem.humanhandoff.CallBackSettings;
import tandem.media.EmbeddedMediaPlane;
import tandem.recordings.JournalFiles;
import tandem.recordings.JournalSettings;
import tandem.recordings.RecordingSettings;
import tandem.recordings.WavRecorder;
import tandem.sipedge.jain.JainSipSignaling;

/// The system in one page, leaves first: what there is, and who is given whom. Nothing runs before
/// [Server] starts it.
record Wiring(
        ExecutorService dsp,
        PocketsphinxRecognizer recognizer,
        FliteSynthesizer english,
        EspeakSynthesizer anyLanguage,
        JournalFiles journal,
        WavRecorder recorder,
        CallBackList desk,
        EmbeddedMediaPlane media,
        JainSipSignaling signaling,
        Calls calls,
        HttpEndpoint http) {

    /// Sentences that may wait for a DSP thread; each is a fraction of a second of work.
    private static final int WAITING_SENTENCES = 256;

    /// @param shop started, because a flow is checked against its tools
    /// @param hindrances to serving, for the readiness probe
    /// @param terminal gets a line per call
    static Wiring of(
            Settings settings,
            Flow flow,
            DemoShop shop,
            Time time,
            PrometheusMeterRegistry meters,
            Supplier<List<String>> hindrances,
            PrintStream terminal) {
        Path data = settings.dataDirectory();
        int cores = Runtime.getRuntime().availableProcessors();

        // Ears, voices and the brain, all on this machine.
        ExecutorService dsp = DspPool.open(cores, WAITING_SENTENCES);
        PocketsphinxRecognizer recognizer =
                new PocketsphinxRecognizer(
                        settings.recognizer(), List.of(SpeechSpace.of(flow)), time, meters);
        FliteSynthesizer english = new FliteSynthesizer(FliteSettings.defaults(), dsp, meters);
        EspeakSynthesizer anyLanguage =
                new EspeakSynthesizer(EspeakSettings.defaults(), dsp, meters);
        Map<String, List<Synthesizer>> voices =
                Map.of(Language.ENGLISH.primary(), List.of(english, anyLanguage));
        List<Tool> tools = List.copyOf(shop.tools());
        LanguageModel brain =
                new FlowEngine(
                        flow,
                        tools.stream().map(Tool::spec).toList(),
                        time,
                        ZoneId.systemDefault());
        VoiceAgent agent =
                new VoiceAgent(
                        flow, recognizer, brain, voices, tools, settings.turns(), time, meters);

        // What is kept.
        JournalFiles journal =
                new JournalFiles(new JournalSettings(data.resolve("calls"), 20_000), meters);
        CallJournal journals = new FanOutJournal(List.of(journal, new CallLines(terminal)));
        WavRecorder recorder =
                new WavRecorder(
                        new RecordingSettings(
                                data.resolve("recordings"),
                                2,
                                Duration.ofMillis(100),
                                Duration.ofSeconds(2)),
                        time,
                        meters);
        CallBackList desk =
                new CallBackList(
                        new CallBackSettings(
                                data.resolve("call-backs.jsonl"), 1_000, Duration.ofSeconds(2)),
                        time,
                        meters);

        // The telephone.
        EmbeddedMediaPlane media = new EmbeddedMediaPlane(settings.media(), time, meters);
        JainSipSignaling signaling = new JainSipSignaling(settings.sip(), time, meters);
        Calls calls =
                new Calls(
                        signaling,
                        media,
                        agent,
                        recorder,
                        journals,
                        desk,
                        settings.calls(),
                        time,
                        meters);
        HttpEndpoint http =
                new HttpEndpoint(
                        new HttpSettings(
                                settings.httpAddress().getHostAddress(), settings.httpPort()),
                        hindrances,
                        meters::scrape);
        return new Wiring(
                dsp,
                recognizer,
                english,
                anyLanguage,
                journal,
                recorder,
                desk,
                media,
                signaling,
                calls,
                http);
    }
}
