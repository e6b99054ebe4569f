/** The mock did not start; the message is Prism's reason. */
export class MockFault extends Error {}
