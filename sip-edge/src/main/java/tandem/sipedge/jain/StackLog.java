package tandem.sipedge.jain;

import gov.nist.core.LogLevels;
import gov.nist.core.StackLogger;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the stack has to say, at debug level and in one short line each: nearly all of it is caused
/// by what strangers send, so it must neither fill a log nor write into it at will. What matters to
/// the operator is counted by the edge itself.
///
/// Stateless. Made by the stack through its name, hence public.
public final class StackLog implements StackLogger {

    private static final int LONGEST = 200;

    private final Logger log = LoggerFactory.getLogger("tandem.sipedge.stack");

    @Override
    public boolean isLoggingEnabled() {
        return log.isDebugEnabled();
    }

    @Override
    public boolean isLoggingEnabled(int level) {
        return level <= LogLevels.TRACE_WARN && log.isDebugEnabled();
    }

    @Override
    public void logException(Throwable problem) {
        log.debug("{}", problem.getClass().getName());
        log.trace("in the stack", problem);
    }

    @Override
    public void logError(String message) {
        log.debug("error: {}", oneLine(message));
    }

    @Override
    public void logError(String message, Exception problem) {
        log.debug("error: {}: {}", oneLine(message), problem.getClass().getName());
        log.trace("in the stack", problem);
    }

    @Override
    public void logFatalError(String message) {
        log.error("fatal: {}", oneLine(message));
    }

    @Override
    public void logWarning(String message) {
        log.debug("warning: {}", oneLine(message));
    }

    @Override
    public void logInfo(String message) {}

    @Override
    public void logDebug(String message) {}

    @Override
    public void logDebug(String message, Exception problem) {}

    @Override
    public void logTrace(String message) {}

    @Override
    public void logStackTrace() {}

    @Override
    public void logStackTrace(int level) {}

    @Override
    public int getLineCount() {
        return 0;
    }

    @Override
    public void disableLogging() {}

    @Override
    public void enableLogging() {}

    @Override
    public void setBuildTimeStamp(String stamp) {}

    @Override
    public void setStackProperties(Properties properties) {}

    @Override
    public String getLoggerName() {
        return log.getName();
    }

    private static String oneLine(String message) {
        String shorter = message.length() <= LONGEST ? message : message.substring(0, LONGEST);
        return shorter.replaceAll("\\p{Cntrl}", "·");
    }
}
