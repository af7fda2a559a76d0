/// Tools over customer data, and the demo order database.
@NullMarked
package tandem.crmconnectors;

import org.jspecify.annotations.NullMarked;
