export { failuresOf, runCollection } from "../../scripts/postman/newman.js";
