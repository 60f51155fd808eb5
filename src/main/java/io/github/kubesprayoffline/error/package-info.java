/** The few failures that have a name; the message of each ends in what to do next. */
package io.github.kubesprayoffline.error;
