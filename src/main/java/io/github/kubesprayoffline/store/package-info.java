/** A content-addressed folder that admits only verified bytes. */
package io.github.kubesprayoffline.store;
