package dev.segue.stranger;

/** How far an address reaches, which decides who may be called there. */
enum Reach {
    /** An ordinary host of the internet. */
    PUBLIC,
    /** A network of the operator's own, or this machine: only where the policy allows it. */
    PRIVATE,
    /** Nobody's audio or webhook is ever here, whatever the policy says: cloud metadata, multicast, reserved space. */
    FORBIDDEN
}
