package io.github.camelhubspot.internal.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How much of an account's limit rate limiters use, alone and beside each other, as the account counts it. */
class AccountSharingTest {

    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final AccountModel.Latency USUAL = new AccountModel.Latency(20, 200, 1999);

    private final FakeTime time = new FakeTime();
    private final List<RateLimiter> limiters = new ArrayList<>();

    private RateLimiter limiter() {
        return limiter(null);
    }

    private RateLimiter limiter(Integer userLimit) {
        RateLimiter limiter = new RateLimiter(new RateLimits(userLimit, 5), time, time.timer());
        limiters.add(limiter);
        return limiter;
    }

    private AccountModel account(int limit, long seed) {
        return new AccountModel(time, seed, limit, TEN_SECONDS, true);
    }

    private List<AccountModel.Client> clients(AccountModel account, int number, long seed) {
        Random random = new Random(seed);
        List<AccountModel.Client> clients = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            AccountModel.Client client = account.new Client(limiter(), RateLimitBucket.GENERAL, USUAL);
            clients.add(client);
            time.after(Duration.ofMillis(random.nextInt(15000)), () -> client.start(80));
        }
        return clients;
    }

    private static double sum(List<AccountModel.Client> clients) {
        return clients.stream().mapToInt(AccountModel.Client::accepted).sum();
    }

    @ParameterizedTest
    @CsvSource({ "1,1", "2,200", "3,1000", "4,5000", "5,5000" })
    void neverExceedsTheLimit_whateverTheLatency(long seed, int maxLatency) {
        AccountModel account = account(100, seed);
        AccountModel.Latency latency = new AccountModel.Latency(1, maxLatency, 1999);
        account.new Client(limiter(), RateLimitBucket.GENERAL, latency).start(400);
        time.advance(Duration.ofSeconds(25));
        assertThat(account.largest()).isLessThanOrEqualTo(100);
        account.limit(190);
        time.advance(Duration.ofSeconds(60));
        assertThat(account.exceeded()).isFalse();
        assertThat(account.largest()).as("the raised limit is used").isBetween(160, 190);
    }

    @ParameterizedTest
    @ValueSource(ints = { 100, 190 })
    void usesNearlyAllOfTheLimitAlone(int limit) {
        AccountModel account = account(limit, 7);
        AccountModel.Latency latency = new AccountModel.Latency(1, 200, 1999);
        AccountModel.Client client = account.new Client(limiter(), RateLimitBucket.GENERAL, latency);
        client.start(250);
        time.advance(Duration.ofSeconds(25));
        client.forget();
        time.advance(Duration.ofMinutes(3));
        assertThat(client.accepted()).isGreaterThanOrEqualTo((int) (0.95 * limit * 18));
        assertThat(account.exceeded()).isFalse();
    }

    /** A search is counted from its start to a second after its response, so at most 1 / (1 + latency) of the limit is used. */
    @ParameterizedTest
    @CsvSource({ "20,0.95", "50,0.95", "200,0.85", "2000,0.4" })
    void searchesKeepTheirLimitPerSecond(int maxLatency, double used) {
        AccountModel account = new AccountModel(time, 3, 5, Duration.ofSeconds(1), false);
        AccountModel.Client client = account.new Client(limiter(), RateLimitBucket.SEARCH,
                new AccountModel.Latency(1, maxLatency, 1999));
        client.start(40);
        time.advance(Duration.ofMinutes(3));
        assertThat(account.exceeded()).isFalse();
        assertThat(client.accepted()).isGreaterThanOrEqualTo((int) (used * 5 * 180));
    }

    @ParameterizedTest
    @CsvSource({ "2,100", "3,190", "5,100", "5,190" })
    void clientsOfAnAccountConvergeToEqualShares(int number, int limit) {
        List<AccountModel.Client> clients = clients(account(limit, number), number, limit);
        time.advance(Duration.ofMinutes(2));
        clients.forEach(AccountModel.Client::forget);
        time.advance(Duration.ofMinutes(4));
        double sum = sum(clients);
        double squares = clients.stream().mapToDouble(client -> Math.pow(client.accepted(), 2)).sum();
        double rejected = clients.stream().mapToInt(AccountModel.Client::rejected).sum();
        assertThat(clients).allSatisfy(client -> assertThat(client.accepted())
                .isBetween((int) (0.75 * sum / number), (int) (1.25 * sum / number)));
        assertThat(sum * sum / (number * squares)).as("Jain's index").isGreaterThanOrEqualTo(0.95);
        assertThat(sum).as("use").isGreaterThanOrEqualTo(0.85 * limit * 24);
        assertThat(rejected / (sum + rejected)).as("rejected").isLessThan(0.01);
    }

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 4 })
    void aNewClientHasItsShareWithinAMinute(int before) {
        AccountModel account = account(100, before);
        clients(account, before, 11);
        time.advance(Duration.ofMinutes(2));
        AccountModel.Client newcomer = account.new Client(limiter(), RateLimitBucket.GENERAL, USUAL);
        newcomer.start(80);
        time.advance(Duration.ofMinutes(1));
        newcomer.forget();
        time.advance(Duration.ofMinutes(1));
        assertThat(newcomer.accepted()).isGreaterThanOrEqualTo((int) (0.75 * 0.85 * 600 / (before + 1)));
    }

    @Test
    void theLastClientGrowsBackToTheWholeLimit() {
        List<AccountModel.Client> clients = clients(account(190, 3), 3, 5);
        time.advance(Duration.ofMinutes(2));
        for (int i = 1; i < 3; i++) {
            clients.get(i).stop();
            limiters.get(i).close();
        }
        time.advance(Duration.ofMinutes(1));
        AccountModel.Client left = clients.get(0);
        left.forget();
        time.advance(Duration.ofMinutes(1));
        assertThat(left.accepted()).isGreaterThanOrEqualTo((int) (0.95 * 190 * 6));
    }

    @ParameterizedTest
    @CsvSource({ "80,90,70,1", "80,90,70,2", "80,90,70,3", "20,150,17,4", "150,30,130,5", "60,90,52,6" })
    void theUsersLimitCountsOwnCallsOnly(int userLimit, int another, int least, long seed) {
        AccountModel account = account(190, seed);
        account.usedByAnother(another);
        AccountModel.Client client = account.new Client(limiter(userLimit), RateLimitBucket.GENERAL, USUAL);
        client.start(250);
        time.advance(Duration.ofSeconds(30));
        for (int i = 0; i < 30; i++) {
            client.forget();
            time.advance(TEN_SECONDS);
            assertThat(client.accepted()).as("ten seconds no. " + i).isBetween(least, userLimit);
        }
        assertThat(account.exceeded()).isFalse();
    }
}
