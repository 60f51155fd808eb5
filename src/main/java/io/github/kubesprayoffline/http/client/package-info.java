/** The two engines that send a request once, and what keeps an answer from hanging. */
package io.github.kubesprayoffline.http.client;
