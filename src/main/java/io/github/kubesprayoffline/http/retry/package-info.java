/**
 * What a failure is worth: which one calls for another try, how many, after what pause, and how
 * little of a body counts as one; all by one clock. Knows nothing of requests.
 */
package io.github.kubesprayoffline.http.retry;
