package io.github.kubesprayoffline.store;

/**
 * How much lies in the store, or was taken out of it.
 *
 * @param blobs verified contents
 * @param bytes the size of those and of what was still on its way
 */
public record Usage(int blobs, long bytes) {}
