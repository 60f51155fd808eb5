/**
 * Streams and folders with bounds, files and folders that are written whole or not at all, and work
 * that is shared by threads.
 */
package io.github.kubesprayoffline.io;
