package io.github.camelhubspot.support;

import javax.sql.DataSource;

import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.TransactedPolicy;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs {@code transacted()} in a database transaction on the thread of the exchange, as camel-spring does, without a Spring
 * context.
 */
public final class DatabaseTransaction implements TransactedPolicy {

    private final TransactionTemplate transaction;

    public DatabaseTransaction(DataSource dataSource) {
        transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
    }

    @Override
    public void beforeWrap(Route route, NamedNode definition) {
        // the route does not change
    }

    @Override
    public Processor wrap(Route route, Processor processor) {
        return exchange -> transaction.executeWithoutResult(status -> process(processor, exchange, status));
    }

    private void process(Processor processor, Exchange exchange, TransactionStatus status) {
        exchange.getUnitOfWork().beginTransactedBy(this);
        try {
            processor.process(exchange);
        } catch (Exception e) {
            exchange.setException(e);
        } finally {
            exchange.getUnitOfWork().endTransactedBy(this);
        }
        if (exchange.getException() != null || exchange.isRollbackOnly()) {
            status.setRollbackOnly();
        }
    }
}
