package tandem.sipedge.jain;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.MessageParser;
import gov.nist.javax.sip.parser.MessageParserFactory;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.parser.StringMsgParser;
import gov.nist.javax.sip.stack.SIPTransactionStack;
import java.text.ParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts [PreCheck] in front of the stack's parser. What does not pass, or does not parse, is
/// dropped and counted, so that the stack never writes its own malformed 400s.
///
/// Immutable; its parsers are confined to the channel they were made for.
final class CheckedParsing implements MessageParserFactory {

    private final SipMeters meters;

    CheckedParsing(SipMeters meters) {
        this.meters = meters;
    }

    @Override
    public MessageParser createMessageParser(SIPTransactionStack stack) {
        StringMsgParser parser = new StringMsgParser();
        return (bytes, readBody, strict, listener) ->
                parse(parser, bytes, readBody, strict, listener);
    }

    /// Null, to the stack, is a message to be passed over.
    private @Nullable SIPMessage parse(
            StringMsgParser parser,
            byte[] bytes,
            boolean readBody,
            boolean strict,
            ParseExceptionListener listener) {
        Optional<String> objection = PreCheck.objection(bytes, readBody);
        if (objection.isPresent()) {
            meters.dropped(objection.get());
            return null;
        }
        try {
            return parser.parseSIPMessage(bytes, readBody, strict, listener);
        } catch (ParseException | RuntimeException _) {
            // The parser throws index and number errors too; whatever it is, the bytes are to
            // blame.
            meters.dropped("unparsable");
            return null;
        }
    }
}
