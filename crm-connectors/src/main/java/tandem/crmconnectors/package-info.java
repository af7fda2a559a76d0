/// Tools over customer data, and the demo order database.
///
/// Main type: [tandem.crmconnectors.DemoShop]. Tools run on the thread that calls them and wait for
/// the database there, each for at most its own time.
@NullMarked
package tandem.crmconnectors;

import org.jspecify.annotations.NullMarked;
