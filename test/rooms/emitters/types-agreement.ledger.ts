/** Constructs of the fixtures whose two types differ, and why that cannot be helped. */
export const disagreements: { readonly [component: string]: string } = {
  Inherited:
    "zod reads a member by its name and finds what every object inherits, `constructor` for one; such keys are checked as own members behind the shape, where no type shows them",
};
