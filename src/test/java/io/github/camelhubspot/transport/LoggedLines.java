package io.github.camelhubspot.transport;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/** Records the log of HttpClient, Camel and this component at all levels down to TRACE, until it is closed. */
final class LoggedLines implements AutoCloseable {

    private static final List<String> LOGGERS = List.of("org.apache", "io.github.camelhubspot");

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<Logger> loggers = LOGGERS.stream().map(name -> (Logger) LoggerFactory.getLogger(name)).toList();
    private final List<Boolean> additive = loggers.stream().map(Logger::isAdditive).toList();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getLoggerName() + " " + event.getFormattedMessage()
                    + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    };

    private LoggedLines() {
        appender.start();
        for (Logger logger : loggers) {
            logger.addAppender(appender);
            logger.setAdditive(false);
            logger.setLevel(Level.TRACE);
        }
    }

    static LoggedLines ofEveryLevel() {
        return new LoggedLines();
    }

    List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        for (int i = 0; i < loggers.size(); i++) {
            loggers.get(i).setLevel(null);
            loggers.get(i).setAdditive(additive.get(i));
            loggers.get(i).detachAppender(appender);
        }
        appender.stop();
    }
}
