import { config } from 'zod';

// Before any schema is made: each one asks whether it may compile itself, which the policy of the
// page forbids and a browser reports.
config({ jitless: true });
