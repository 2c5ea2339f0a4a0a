package homebox.controlplane.config;

import java.time.Duration;

/**
 * When a service is asked, and how often before its answer counts.
 *
 * @param interval between scheduled checks, 100 ms – 1 d
 * @param timeout of one whole check, 100 ms – 1 d; may be longer than the interval
 * @param maxResponseTime a good answer that takes longer is slow; from {@code timeout} on: never
 *     slow
 * @param retryAttempts further attempts before a bad answer counts, 0 – 20
 * @param retryDelay from the end of an answer to the next attempt, 0 – 1 h
 * @param recoveryAttempts good answers in a row before a recovery, 1 – 20
 */
public record Timing(
    Duration interval,
    Duration timeout,
    Duration maxResponseTime,
    int retryAttempts,
    Duration retryDelay,
    int recoveryAttempts) {}
