package io.github.kubesprayoffline.transfer;

import java.time.Duration;

/**
 * What transfers came to.
 *
 * @param items brought or found, each once
 * @param fromCache how many of them had been in the store before
 * @param bytes the size of all items
 * @param received bytes that came over the network, those that had to come twice included
 * @param failed items that could not be had
 * @param time since counting began
 */
public record Summary(
    int items, int fromCache, long bytes, long received, int failed, Duration time) {}
