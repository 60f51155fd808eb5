/** Says which files and images those values call for, and why. */
package io.github.kubesprayoffline.catalog;
