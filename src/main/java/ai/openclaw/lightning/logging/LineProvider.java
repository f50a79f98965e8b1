package ai.openclaw.lightning.logging;

import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** How SLF4J finds this package, through {@code META-INF/services}. */
public final class LineProvider implements SLF4JServiceProvider {

    private final LineLoggers loggers = new LineLoggers(new LogOutput(LineFormat.forStandardError()));
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter context = new NOPMDCAdapter();

    @Override
    public ILoggerFactory getLoggerFactory() {
        return loggers;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return context;
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99"; // any 2.0.x of the API will do
    }

    @Override
    public void initialize() {
        // nothing is left to do: the constructor made it all
    }
}
